"""Export and signature: what is open, the document, its signature, and checking what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsfa_app.errors import IdentityError
from ui import messages
from ui.assessment.page import PageSpec, Phase
from ui.assessment.page_frame import PageScroller
from ui.dialogs.documents import DocumentDesk
from ui.export.document_card import DocumentCard
from ui.export.identity_desk import IdentityDesk
from ui.export.incoming_card import IncomingCard
from ui.export.readiness_card import ReadinessCard
from ui.export.run_card import RunCard
from ui.export.signature_card import SignatureCard
from ui.forms.form_page import FormPage
from ui.overriding import override
from ui.view_models.export import ExportModel, Order

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dsfa_app.domain.structure import Path
    from dsfa_app.errors import DsfaError
    from dsfa_app.services.documents import ExportResult
    from ui.forms.context import PageContext
    from ui.view_models.export import Offer


DOCUMENT = "document"
"""First step of a path that names a kind of document, for pages that lead to one of their own."""


class ExportPage(FormPage):
    """The cards of the way out, and of the way back in."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, (), parent)
        self.model = ExportModel(context.editor, context.application, context.runner, self)
        self.readiness = ReadinessCard(context, self)
        self.document = DocumentCard(self)
        self.signature = SignatureCard(self)
        self.run = RunCard(self)
        self.incoming = IncomingCard(self)
        for card in (self.readiness, self.document, self.signature, self.run, self.incoming):
            self.add_card(card)
        self.desk = DocumentDesk(context.application, context.runner, self)
        self.identities = IdentityDesk(
            self.signature,
            context.application.identities,
            context.runner,
            self,
            organisation=lambda: context.editor.assessment.controller.name,
            folder=lambda: self.model.folder,
            refuse=self._refused,
        )
        self.is_ready = False
        """Whether the identities are known."""
        self._connect()
        self.signature.place.setText(context.editor.assessment.decision.place)
        self.signature.sign.setChecked(True)
        preferences = context.application.settings.preferences
        self.signature.time_stamp.show_address(preferences.time_stamp_address)
        self.document.show_kinds(self.model.kinds, self.model.suggested_kind)
        self.document.show_formats(self.model.formats, self.model.folder)
        self.refresh()
        self.model.load()

    @property
    @override
    def may_be_dropped(self) -> bool:
        return False  # an export may be under way, and a passphrase typed

    @override
    def refresh(self, changed: Path = ()) -> None:
        super().refresh(changed)
        self.readiness.show_view(self.context.editor.view)
        self.document.show_kinds(self.model.kinds, self.model.suggested_kind)
        self.document.show_assessment(self.context.editor.assessment)

    @override
    def focus_path(self, path: Path) -> bool:
        if path[:1] == (DOCUMENT,):
            self.document.choose_kind(path[-1])
            self.document.kind.setFocus()
            return True
        return super().focus_path(path)

    def start(self) -> None:
        """Check what was chosen and start the export."""
        chosen, identity = self.document.chosen_format, self.signature.chosen_identity
        if chosen is None or self.model.is_running:
            return
        if not self.document.target.text().strip():
            self.run.say("Bitte zuerst eine Zieldatei angeben.", "error")
            self.document.target.setFocus()
            return
        if self.signature.wants_signature and identity is None:
            self.run.say("Zum Signieren fehlt eine Identität. Bitte erzeugen oder hinzufügen.", "error")
            self.signature.new_identity.setFocus()
            return
        target = self.document.chosen_target
        if target.exists():
            messages.confirm(
                self.window(),
                "Vorhandene Datei ersetzen?",
                f"{target} gibt es schon.",
                action="Ersetzen",
                on_confirmed=self._order,
            )
        else:
            self._order()

    def _order(self) -> None:
        chosen, kind = self.document.chosen_format, self.document.chosen_kind
        if chosen is None or kind is None:
            return
        signature = self.signature
        self.model.start(
            Order(
                format_id=chosen.id,
                kind_id=kind.id,
                target=self.document.chosen_target,
                identity=signature.chosen_identity if signature.wants_signature else None,
                passphrase=signature.passphrase.text(),
                remember=signature.remember.isChecked() and not signature.remember.isHidden(),
                role=signature.role.text().strip(),
                place=signature.place.text().strip(),
                comment=signature.comment.text().strip(),
                commitment=signature.commitment.currentData(),
                time_stamp_address=signature.time_stamp.chosen_address,
                wants_time_stamp=signature.wants_signature and signature.time_stamp.wanted.isChecked(),
            )
        )

    def _connect(self) -> None:
        self.document.format_changed.connect(self._format_changed)
        self.run.export_requested.connect(self.start)
        self.run.cancel_requested.connect(self.model.cancel)
        self.run.check_requested.connect(self.desk.verify)
        self.incoming.verification_requested.connect(self.desk.verify)
        self.incoming.import_requested.connect(self.desk.import_file)
        self.model.offered.connect(self._show_offer)
        self.model.started.connect(self._started)
        self.model.progressed.connect(self.run.show_progress)
        self.model.exported.connect(self._exported)
        self.model.refused.connect(self._refused)
        self.model.cancelled.connect(self._cancelled)
        self.model.finished.connect(lambda: self.run.show_running(is_running=False))

    def _show_offer(self, offer: Offer) -> None:
        self.is_ready = True
        self.identities.show(offer.identities, self.model.last_identity)
        self.identities.offer_keyring(is_available=offer.has_keyring)

    def _format_changed(self) -> None:
        chosen = self.document.chosen_format
        self.signature.show_signable(is_signable=chosen is not None and chosen.signable)

    def _started(self) -> None:
        self.signature.refuse("")
        self.run.show_running(is_running=True)

    def _exported(self, result: ExportResult) -> None:
        self.signature.passphrase.clear()
        self.run.show_result(result)
        scroller = self.parentWidget()
        while scroller is not None and not isinstance(scroller, PageScroller):
            scroller = scroller.parentWidget()
        if scroller is not None:
            scroller.reveal(self.run.result)

    def _refused(self, error: DsfaError) -> None:
        if isinstance(error, IdentityError) and self.signature.wants_signature:
            self.run.say("Es wurde nichts geschrieben.", "error")
            self.signature.refuse(str(error))
        else:
            self.run.say(str(error), "error")

    def _cancelled(self) -> None:
        self.run.say("Der Export wurde abgebrochen. Es wurde nichts geschrieben.")


PAGE = PageSpec(
    id="export",
    title="Export und Signatur",
    phase=Phase.IMPLEMENTATION,
    purpose="Schreiben Sie das Dokument, signieren Sie es und prüfen Sie, was zurückkommt.",
    norm="Art.\u00a05 Abs.\u00a02 DSGVO",
    build=ExportPage,
)
