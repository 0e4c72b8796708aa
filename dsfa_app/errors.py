"""The errors a user is meant to read, drawn as a tree.

::

    DsfaError                    expected; its text is one German sentence: what happened, what to do
    ├── InputError               a file or value from outside cannot be taken as it is
    │   ├── CatalogueError       the shipped or local reference data is broken (names file and key)
    │   ├── DocumentError        a DOCX, XLSX or JSON file is unreadable, foreign, too large or malicious
    │   └── IdentityError        a signing identity cannot be used: passphrase, validity, key usage
    ├── NotFoundError            an assessment, platform or file does not exist
    │   └── WasteBasketError     an assessment was deleted and can still be restored
    ├── RuleError                the change contradicts the method (for example a level out of range)
    │   └── NotAllowedError      whoever works may not make the change or take the step in their role
    ├── StorageError             the database cannot be read or written
    │   ├── SchemaTooNewError    written by a newer version of the program
    │   ├── DataInUseError       another running program holds the data
    │   └── DamagedVersionError  a frozen version is not what was frozen
    ├── ExportError              a document cannot be written
    ├── SignatureError           a document cannot be signed
    └── SecretStoreError         the operating system's keyring refused or is absent

Everything else that is raised is a bug: it ends in the crash dialog and the log, never in such a sentence.
"""

from __future__ import annotations


class DsfaError(Exception):
    """Base of all expected errors; ``str(error)`` is shown to the user as it is."""


class InputError(DsfaError):
    """A file or value from outside cannot be taken as it is; nothing was changed."""


class CatalogueError(InputError):
    """Reference data is broken; the sentence names the file and the key."""


class DocumentError(InputError):
    """A document is unreadable, foreign, too large or malicious."""


class IdentityError(InputError):
    """A signing identity cannot be used (passphrase, validity, key usage, key type)."""


class NotFoundError(DsfaError):
    """Something was asked for that does not exist."""


class WasteBasketError(NotFoundError):
    """An assessment was deleted; it is there again once it is restored."""


class RuleError(DsfaError):
    """A change contradicts the method of the assessment."""


class NotAllowedError(RuleError):
    """Whoever works may not make this change or take this step in their role."""


class StorageError(DsfaError):
    """The database cannot be read or written."""


class SchemaTooNewError(StorageError):
    """The database was written by a newer version of the program."""


class DataInUseError(StorageError):
    """Another running program works on the same data."""


class DamagedVersionError(StorageError):
    """A frozen version is not what was frozen: its content, frame or line was changed afterwards."""

    @classmethod
    def of(cls, version: str) -> DamagedVersionError:
        """Return the error for the frozen version with this number."""
        return cls(
            f"Die Fassung „{version}“ ist nicht mehr, was eingefroren wurde: Sie wurde danach verändert oder "
            "beschädigt. Bitte sie nicht verwenden und eine Sicherung von vor der Änderung zurückspielen."
        )


class ExportError(DsfaError):
    """A document cannot be written."""


class SignatureError(DsfaError):
    """A document cannot be signed."""


class SecretStoreError(DsfaError):
    """The operating system's keyring refused the request or does not exist."""
