"""Alembic's entry: runs on the engine the program passes in, each migration in its own transaction."""

from __future__ import annotations

from alembic import context

from dsfa_app.storage.tables import metadata

engine = context.config.attributes["engine"]

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
