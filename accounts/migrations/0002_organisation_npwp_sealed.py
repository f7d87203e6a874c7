from django.db import migrations

from foundation.vault.fields import SealedTextField

TABLE = "ALTER TABLE accounts_organisation "


def seal(apps, schema_editor):
    for row in apps.get_model("accounts", "Organisation").objects.defer("npwp"):
        row.npwp = row.npwp_plain
        row.save(update_fields=["npwp"])


def unseal(apps, schema_editor):
    for row in apps.get_model("accounts", "Organisation").objects.all():
        row.npwp_plain = row.npwp
        row.save(update_fields=["npwp_plain"])


class Migration(migrations.Migration):
    """The NPWP of a sole trader is her NIK: sealed like it. A sealed value is bound to the name of its column."""

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RenameField("organisation", "npwp", "npwp_plain"),
        migrations.SeparateDatabaseAndState(
            # A sealed column has no default that the database could fill in.
            database_operations=[migrations.RunSQL(TABLE + "ADD npwp bytea", TABLE + "DROP npwp")],
            state_operations=[migrations.AddField("organisation", "npwp", SealedTextField(default=""))],
        ),
        migrations.RunPython(seal, unseal),
        migrations.RunSQL(TABLE + "ALTER npwp SET NOT NULL", TABLE + "ALTER npwp DROP NOT NULL"),
        migrations.RemoveField("organisation", "npwp_plain"),
    ]
