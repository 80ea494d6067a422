"""A step of a migration that makes the tables of an app together."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Several `CreateModel`, after which the models are rendered once.

    Django renders every related model anew after each `CreateModel`, and here nearly all are related: of a new database
    that was two thirds of the time. Nothing else differs. Later migrations are written as `makemigrations` writes them.
    """

    reduces_to_sql = True
    serialization_expand_args = ("made",)

    def __init__(self, made: Sequence[CreateModel]) -> None:
        self.made = made

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to the state, which is rendered when it is next asked for."""
        state.__dict__.pop("apps", None)
        for step in self.made:
            step.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables."""
        for step in self.made:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Remove the tables, the last made first."""
        for step in reversed(self.made):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return "; ".join(step.describe() for step in self.made)
