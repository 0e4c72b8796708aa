"""What the window is given to work with; ``dsfa_app.bootstrap`` builds it, the window never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from dsfa_app.catalogue.catalogue import Catalogue
    from dsfa_app.services.assessments import Assessments
    from dsfa_app.services.backup import Backup
    from dsfa_app.services.documents import Documents
    from dsfa_app.services.examples import Examples
    from dsfa_app.services.identities import Identities
    from dsfa_app.services.judgement import Judgement
    from dsfa_app.settings import Settings
    from dsfa_app.texts import Texts


class Application(Protocol):
    """The program without its window; everything on it but ``settings`` is used in the background runner."""

    data_dir: Path
    catalogue: Catalogue
    texts: Texts
    settings: Settings
    judgement: Judgement
    assessments: Assessments
    examples: Examples
    documents: Documents
    identities: Identities
    backup: Backup

    def close(self) -> None:
        """Release the data."""
