"""What the window is given to work with; ``dsfa_app.bootstrap`` builds it, the window never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

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
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.services.materials import Materials
    from dsfa_app.services.overview import Overview
    from dsfa_app.services.plan import Plan
    from dsfa_app.services.profiles import Profiles
    from dsfa_app.services.reviews import Reviews
    from dsfa_app.services.session import Session
    from dsfa_app.services.sign_offs import SignOffs
    from dsfa_app.services.trash import Trash
    from dsfa_app.services.trust import TrustStore
    from dsfa_app.services.versions import Versions
    from dsfa_app.services.workflow import Workflow
    from dsfa_app.settings import Settings
    from dsfa_app.texts import Texts


class Application(Protocol):
    """The program without its window; everything on it but ``settings`` is used in the background runner.

    All but ``settings`` and ``overview`` are built when they are first asked for, which takes a moment.
    """

    @property
    def data_dir(self) -> Path:
        """Folder of the data."""

    @property
    def settings(self) -> Settings:
        """Preferences of the user."""

    @property
    def session(self) -> Session:
        """Who works right now; a declaration, no authentication."""

    @property
    def rights(self) -> EditingRights:
        """Who may change what."""

    @property
    def approvals(self) -> ApprovedContent:
        """What changed since somebody approved."""

    @property
    def workflow(self) -> Workflow:
        """The steps from draft to release."""

    @property
    def overview(self) -> Overview:
        """The list of assessments."""

    @property
    def catalogue(self) -> Catalogue:
        """The reference data."""

    @property
    def texts(self) -> Texts:
        """What a user reads about fields and records."""

    @property
    def place_names(self) -> PlaceNames:
        """What people call a place of an assessment."""

    @property
    def comments(self) -> Comments:
        """Comments at the fields."""

    @property
    def judgement(self) -> Judgement:
        """Results and findings."""

    @property
    def assessments(self) -> Assessments:
        """Whole assessments."""

    @property
    def profiles(self) -> Profiles:
        """Risk profiles of the body's own."""

    @property
    def history(self) -> History:
        """What became of assessments and their fields."""

    @property
    def trash(self) -> Trash:
        """The waste basket."""

    @property
    def versions(self) -> Versions:
        """Frozen versions."""

    @property
    def materials(self) -> Materials:
        """What reports are made from."""

    @property
    def comparison(self) -> Comparison:
        """What changed between two versions."""

    @property
    def examples(self) -> Examples:
        """Assessments to look at."""

    @property
    def catalogue_watch(self) -> CatalogueWatch:
        """What changed in the catalogue since somebody last took note."""

    @property
    def reviews(self) -> Reviews:
        """What has to be looked at again, and the recording of what somebody judged."""

    @property
    def documents(self) -> Documents:
        """Documents out and back in."""

    @property
    def identities(self) -> Identities:
        """Identities that sign."""

    @property
    def plan(self) -> Plan:
        """What is to be done, in all assessments."""

    @property
    def sign_offs(self) -> SignOffs:
        """Signed documents that come back."""

    @property
    def trust(self) -> TrustStore:
        """What this workplace trusts when documents are verified."""

    @property
    def backup(self) -> Backup:
        """Copies of all data."""

    def close(self) -> None:
        """Release the data."""
