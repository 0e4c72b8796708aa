"""Assessments in SQLite: tables, unit of work, migrations, backup, the one-writer lock."""
