"""``python -m dsfa_app.catalogue`` compiles the shipped catalogue after a change of its YAML files."""

from __future__ import annotations

from pathlib import Path

from dsfa_app.catalogue.compiled import write_compiled
from resources import resource

if __name__ == "__main__":
    write_compiled(Path(str(resource("catalogue"))))
