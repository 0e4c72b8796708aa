"""What the window shows while no assessment is open: the places, or that the data are being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.style_sheet import set_look

if TYPE_CHECKING:
    from ui.application import Application
    from ui.background import BackgroundRunner
    from ui.place_bar import PlaceBar
    from ui.places.place import Place, PlaceContext, PlaceSpec

_P = TypeVar("_P", bound="Place")


class Home(QWidget):
    """The places of the window; each is built when it is first opened, none while no data are open.

    ``place_changed`` carries the id of the place that came to the front; the other signals are those of the
    places, whichever of them sends one.
    """

    place_changed = Signal(str)
    field_requested = Signal(str, str, object)
    data_changed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PlaceContext | None = None
        self._specs: dict[str, PlaceSpec] = {}
        self._places: dict[str, Place] = {}
        self._bar: PlaceBar | None = None
        self._front = ""
        self._loading = QLabel("Die Daten werden geöffnet …")
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self._loading, "muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._loading)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._stack, 1)

    def show_strip(self, strip: QWidget) -> None:
        """Show a strip above the place in front."""
        self._layout.insertWidget(self._layout.indexOf(self._stack), strip)

    @property
    def front(self) -> PlaceSpec | None:
        """The place in front, None before one has been opened."""
        return self._specs.get(self._front)

    @property
    def places(self) -> tuple[PlaceSpec, ...]:
        """The places there are, none while no data are open."""
        return tuple(self._specs.values())

    def take_data(self, application: Application, runner: BackgroundRunner) -> None:
        """Work on these data from now on; the places are there once one of them is opened."""
        # read only when there are data: nothing of the places delays the first paint
        from ui.places import PLACES  # noqa: PLC0415 - see above
        from ui.places.place import PlaceContext  # noqa: PLC0415 - see above

        self.drop_data()
        self._context = PlaceContext(application=application, runner=runner)
        self._specs = {place.id: place for place in PLACES}

    def drop_data(self) -> None:
        """Close all places; the data they work on are going away."""
        self._context = None
        self._specs = {}
        self._front = ""
        self._stack.setCurrentWidget(self._loading)
        gone: list[QWidget] = [*self._places.values(), *([self._bar] if self._bar else [])]
        self._places = {}
        self._bar = None
        for widget in gone:
            widget.hide()
            widget.deleteLater()

    def place(self, place_id: str, kind: type[_P]) -> _P:
        """Return a place, built if this is its first use.

        Raises:
            LookupError: no data are open, or there is no such place.
            TypeError: the place is of another kind.
        """
        place = self._place(place_id)
        if not isinstance(place, kind):
            raise TypeError(place_id)
        return place

    def go_to(self, place_id: str) -> None:
        """Bring a place to the front, the first one for an id that no place has.

        Raises:
            LookupError: no data are open.
        """
        if place_id not in self._specs:
            place_id = next(iter(self._specs), place_id)
        place = self._place(place_id)
        bar = self._place_bar()
        bar.show_place(place_id)
        is_new = self._front != place_id
        self._front = place_id
        self._stack.setCurrentWidget(place)
        if is_new:
            place.refresh()
            self.place_changed.emit(place_id)

    def refresh(self) -> None:
        """Let the place in front read again what is stored; the others do when they come to the front."""
        if self._front:
            self._places[self._front].refresh()

    def focus_work(self) -> None:
        """Put the keyboard where work goes on in the place in front."""
        if self._front:
            self._places[self._front].focus_work()

    def unsaved_work(self) -> str:
        """Return one sentence on what would be lost in a place if the program ended now."""
        return next(filter(None, (place.unsaved_work() for place in self._places.values())), "")

    def _place(self, place_id: str) -> Place:
        if place_id not in self._places:
            if self._context is None:
                raise LookupError("no data are open")
            place = self._specs[place_id].build(self._context)
            place.field_requested.connect(self.field_requested)
            place.data_changed.connect(self.data_changed)
            place.said.connect(self.said)
            place.failed.connect(self.failed)
            self._places[place_id] = place
            self._stack.addWidget(place)
        return self._places[place_id]

    def _place_bar(self) -> PlaceBar:
        if self._bar is None:
            from ui.place_bar import PlaceBar  # noqa: PLC0415 - not part of the first paint

            self._bar = PlaceBar(self.places)
            self._bar.chosen.connect(self._choose)
            self._layout.insertWidget(0, self._bar)
        return self._bar

    def _choose(self, place_id: str) -> None:
        self.go_to(place_id)
        self.focus_work()
