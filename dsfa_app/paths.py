"""Where the data lie: one known folder, chosen by argument, environment or the operating system."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

DATA_DIR_VARIABLE = "DSFA_DATA_DIR"
_APPLICATION = "DSFA-Werkbank"


def data_dir(chosen: Path | None = None) -> Path:
    """Return the data folder: the chosen one, ``DSFA_DATA_DIR``, or the local (never roaming) user folder."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    from_environment = os.environ.get(DATA_DIR_VARIABLE)
    if from_environment:
        return Path(from_environment).expanduser().absolute()
    return user_data_path(_APPLICATION, appauthor=False)
