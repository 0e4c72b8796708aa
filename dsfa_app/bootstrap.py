"""The composition root: builds every part once and passes it down; the only module that knows all of them.

The list of assessments needs the database alone. Every other part is imported and built when it is first
asked for, so that no start waits for it.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from dsfa_app import paths
from dsfa_app.services.overview import Overview
from dsfa_app.settings import Settings
from dsfa_app.storage.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.place_names import PlaceNames
    from dsfa_app.services.approvals import ApprovedContent
    from dsfa_app.services.assessments import Assessments
    from dsfa_app.services.backup import Backup
    from dsfa_app.services.catalogue_watch import CatalogueWatch
    from dsfa_app.services.comments import Comments
    from dsfa_app.services.comparison import Comparison
    from dsfa_app.services.documents import Documents
    from dsfa_app.services.editing_rights import EditingRights
    from dsfa_app.services.examples import Examples
    from dsfa_app.services.history import History
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.journal import Journal
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.services.materials import Materials
    from dsfa_app.services.plan import Plan
    from dsfa_app.services.profile_book import ProfileBook
    from dsfa_app.services.profiles import Profiles
    from dsfa_app.services.renderings import Renderings
    from dsfa_app.services.reviews import Reviews
    from dsfa_app.services.session import Session
    from dsfa_app.services.sign_offs import SignOffs
    from dsfa_app.services.trash import Trash
    from dsfa_app.services.trust import TrustStore
    from dsfa_app.services.versions import Versions
    from dsfa_app.services.workflow import Workflow
    from dsfa_app.storage.database import Database
    from dsfa_app.texts import Texts


def now() -> datetime:
    """Return the current moment in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return a new random id."""
    return uuid.uuid4().hex


class Application:
    """The running program without its window."""

    def __init__(
        self, data_dir: Path, database: Database, clock: Callable[[], datetime], ids: Callable[[], str]
    ) -> None:
        self.data_dir = data_dir
        self._database = database
        self._clock = clock
        self._ids = ids
        self.settings = Settings(data_dir)
        self.overview = Overview(database)

    @cached_property
    def session(self) -> Session:
        """Who works right now."""
        from dsfa_app.services.session import Session  # noqa: PLC0415 - on demand

        return Session(self.settings)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The reference data, with the profiles of the body's own beside the shipped ones.

        Raises:
            CatalogueError: the shipped reference data are broken.
            StorageError: the data cannot be read.
        """
        return replace(self._shipped_catalogue, profiles=self.profile_book)

    @cached_property
    def _shipped_catalogue(self) -> Catalogue:
        from dsfa_app.catalogue.loader import load_catalogue  # noqa: PLC0415 - on demand

        return load_catalogue()

    @cached_property
    def profile_book(self) -> ProfileBook:
        """Every risk profile, shipped or the body's own.

        Raises:
            CatalogueError: the shipped reference data are broken.
            StorageError: the data cannot be read.
        """
        from dsfa_app.services.profile_book import ProfileBook  # noqa: PLC0415 - on demand

        return ProfileBook(self._shipped_catalogue.profiles, self._database)

    @cached_property
    def profiles(self) -> Profiles:
        """Makes, changes, exports and imports risk profiles of the body's own."""
        from dsfa_app.services.profiles import Profiles  # noqa: PLC0415 - on demand

        return Profiles(
            self._database, self.profile_book, self.judgement, self.session, self._clock, self._ids
        )

    @cached_property
    def texts(self) -> Texts:
        """What a user reads about fields and records.

        Raises:
            CatalogueError: the shipped texts are broken.
        """
        from dsfa_app.texts import load_texts  # noqa: PLC0415 - on demand

        return load_texts()

    @cached_property
    def place_names(self) -> PlaceNames:
        """Says in people's words where something stands."""
        from dsfa_app.place_names import PlaceNames  # noqa: PLC0415 - on demand

        return PlaceNames(self.texts, self.catalogue.titles())

    @cached_property
    def comments(self) -> Comments:
        """Writes and settles comments."""
        from dsfa_app.services.comments import Comments  # noqa: PLC0415 - on demand

        return Comments(self.session, self.place_names, self._clock, self._ids)

    @cached_property
    def judgement(self) -> Judgement:
        """Computes results and findings."""
        from dsfa_app.services.judgement import Judgement  # noqa: PLC0415 - on demand

        return Judgement(
            self.catalogue,
            self._clock,
            self.profile_book.kept,
            self.catalogue_watch.changes,
            self._frozen_numbers,
            self._signed_by,
        )

    @cached_property
    def catalogue_watch(self) -> CatalogueWatch:
        """Compares assessments with the present catalogue."""
        from dsfa_app.services.catalogue_watch import CatalogueWatch  # noqa: PLC0415 - on demand

        return CatalogueWatch(self._database, self.catalogue)

    @cached_property
    def assessments(self) -> Assessments:
        """Makes, opens and saves assessments."""
        from dsfa_app.services.assessments import Assessments  # noqa: PLC0415 - on demand

        return Assessments(
            self._database,
            self.judgement,
            self.journal,
            self.catalogue_watch,
            self._clock,
            self._ids,
            self.rights,
            self.versions,
        )

    @cached_property
    def journal(self) -> Journal:
        """Enters what is done."""
        from dsfa_app.services.journal import Journal  # noqa: PLC0415 - on demand

        return Journal(self._database, self.session, self._clock)

    @cached_property
    def history(self) -> History:
        """What became of assessments and their fields."""
        from dsfa_app.services.history import History  # noqa: PLC0415 - on demand

        return History(self._database, self.catalogue, self.texts, self.place_names)

    @cached_property
    def trash(self) -> Trash:
        """The waste basket."""
        from dsfa_app.services.trash import Trash  # noqa: PLC0415 - on demand

        return Trash(self._database, self.journal, self.settings, self._clock)

    def _frozen_numbers(self, assessment_id: str) -> frozenset[str]:
        """Ask the versions, which need the judgement themselves and so are built after it."""
        return self.versions.frozen_numbers(assessment_id)

    def _signed_by(self, assessment_id: str) -> frozenset[str]:
        """Ask the sign-offs, which need the judgement themselves and so are built after it."""
        return self.sign_offs.signed_by(assessment_id)

    @cached_property
    def rights(self) -> EditingRights:
        """Tells who may change what."""
        from dsfa_app.services.editing_rights import EditingRights  # noqa: PLC0415 - on demand

        return EditingRights(self.session, self.place_names)

    @cached_property
    def approvals(self) -> ApprovedContent:
        """Tells what changed since somebody approved."""
        from dsfa_app.services.approvals import ApprovedContent  # noqa: PLC0415 - on demand

        return ApprovedContent(self.versions, self.place_names)

    @cached_property
    def workflow(self) -> Workflow:
        """Moves assessments on from draft to release."""
        from dsfa_app.services.workflow import Workflow  # noqa: PLC0415 - on demand

        return Workflow(
            self.assessments,
            self.judgement,
            self.versions,
            self.session,
            self.journal.editors,
            self._ids,
        )

    @cached_property
    def versions(self) -> Versions:
        """Freezes, compares and continues versions."""
        from dsfa_app.services.versions import Versions  # noqa: PLC0415 - on demand

        return Versions(self._database, self.judgement, self.rights, self._clock, self._ids)

    @cached_property
    def examples(self) -> Examples:
        """Makes assessments from shipped examples."""
        from dsfa_app.services.examples import Examples  # noqa: PLC0415 - on demand

        return Examples(self.catalogue, self.assessments, self._clock, self._ids)

    @cached_property
    def reviews(self) -> Reviews:
        """Says what has to be looked at again, and records what somebody judged."""
        from dsfa_app.services.reviews import Reviews  # noqa: PLC0415 - on demand

        return Reviews(
            self._database,
            self.assessments,
            self.catalogue_watch,
            self.versions,
            self.session,
            self._clock,
            self._ids,
        )

    @cached_property
    def documents(self) -> Documents:
        """Exports, signs, verifies and imports documents."""
        from dsfa_app.services.documents import Documents  # noqa: PLC0415 - on demand

        return Documents(
            self.assessments,
            self.judgement,
            self.profiles,
            self.materials,
            self.comparison,
            self.journal,
            self.renderings,
            self._clock,
            self._ids,
        )

    @cached_property
    def renderings(self) -> Renderings:
        """Keeps the words of documents made from frozen versions."""
        from dsfa_app.services.renderings import Renderings  # noqa: PLC0415 - on demand

        return Renderings(self._database)

    @cached_property
    def sign_offs(self) -> SignOffs:
        """Examines and records signed documents."""
        from dsfa_app.services.sign_offs import SignOffs  # noqa: PLC0415 - on demand

        return SignOffs(
            self._database,
            self.versions,
            self.renderings,
            self.trust,
            self.journal,
            self.session,
            self._clock,
            self._ids,
        )

    @cached_property
    def materials(self) -> Materials:
        """Gathers what reports are made from."""
        from dsfa_app.services.materials import Materials  # noqa: PLC0415 - on demand

        return Materials(self.judgement, self.texts, self._clock)

    @cached_property
    def comparison(self) -> Comparison:
        """Says what changed between two versions."""
        from dsfa_app.services.comparison import Comparison  # noqa: PLC0415 - on demand

        return Comparison(self.versions, self.materials)

    @cached_property
    def identities(self) -> Identities:
        """Keeps the identities that sign."""
        from dsfa_app.services.identities import Identities  # noqa: PLC0415 - on demand

        return Identities(self.data_dir, self._clock)

    @cached_property
    def plan(self) -> Plan:
        """What is to be done, in all assessments."""
        from dsfa_app.services.plan import Plan  # noqa: PLC0415 - on demand

        return Plan(self._database, self._clock)

    @cached_property
    def trust(self) -> TrustStore:
        """Keeps what this workplace trusts."""
        from dsfa_app.services.trust import TrustStore  # noqa: PLC0415 - on demand

        return TrustStore(self.data_dir)

    @cached_property
    def backup(self) -> Backup:
        """Makes copies of all data."""
        from dsfa_app.services.backup import Backup  # noqa: PLC0415 - on demand

        return Backup(self._database, self._clock)

    def close(self) -> None:
        """Release the data."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_application(
    data_dir: Path | None = None,
    *,
    clock: Callable[[], datetime] = now,
    ids: Callable[[], str] = new_id,
) -> Application:
    """Open the data folder and build the program on it.

    Raises:
        StorageError: the data cannot be used.
    """
    folder = paths.data_dir(data_dir)
    return Application(folder, open_database(folder), clock, ids)


def restore_backup(data_dir: Path, source: Path, *, clock: Callable[[], datetime] = now) -> Path | None:
    """Replace all data of a folder that is not open; return where the former data were put.

    Raises:
        StorageError: the backup or the folder cannot be used; the data are untouched.
        DataInUseError: a running program holds the data.
    """
    from dsfa_app.services.backup import restore  # noqa: PLC0415 - on demand

    return restore(data_dir, source, clock().astimezone())
