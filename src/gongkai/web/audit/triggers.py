"""The database itself refuses to change or remove an entry: a second lock beside the model's own."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAYS = "the audit log only grows"
SQLITE = (
    f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION audit_entry_only_grows() RETURNS trigger AS
    $body$ BEGIN RAISE EXCEPTION '{SAYS}'; END $body$ LANGUAGE plpgsql""",
    """CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_only_grows()""",
)
DROP_SQLITE = ("DROP TRIGGER IF EXISTS audit_entry_no_update", "DROP TRIGGER IF EXISTS audit_entry_no_delete")
DROP_POSTGRESQL = ("DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the lock on; a lock already there is put on afresh."""
    remove(connection)
    _run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the lock off: for a restore, and for tests that tamper with the log."""
    _run(connection, DROP_POSTGRESQL if connection.vendor == "postgresql" else DROP_SQLITE)


def migrate(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The step of the migration."""
    install(editor.connection)


def unmigrate(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The step back."""
    remove(editor.connection)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
