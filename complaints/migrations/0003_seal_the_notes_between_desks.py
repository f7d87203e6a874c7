import django.db.models.deletion
import foundation.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Notes are bound to the key of their row, which must be known before: the table is made anew, still empty."""

    dependencies = [
        ("complaints", "0002_complaints_and_their_clocks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name="Assignment"),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "note",
                    foundation.vault.fields.SealedTextField(
                        default="", help_text="From desk to desk, never for the reporter."
                    ),
                ),
                ("returned_at", models.DateTimeField(null=True)),
                ("returned_note", foundation.vault.fields.SealedTextField(default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
    ]
