"""A migration runs while the former release serves: what it adds to a table may not stop that from writing rows."""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel
from django.db.models import NOT_PROVIDED

from tests.architecture.test_the_ladder import OURS

LABELS = {config.label for config in OURS}


def test_a_column_added_to_a_table_that_stands_is_filled_without_the_new_code():
    found = []
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        made = {one.name.lower() for one in migration.operations if isinstance(one, CreateModel)}
        for one in migration.operations:
            if not isinstance(one, AddField) or app not in LABELS or one.model_name_lower in made:
                continue
            if not one.field.null and one.field.db_default is NOT_PROVIDED:
                found.append(f"{app}.{name}: {one.model_name}.{one.name}")
    assert not found, found
