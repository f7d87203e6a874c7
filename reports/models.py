"""What the mall's coordinators were told each morning."""

from django.db import models


class Digest(models.Model):
    """The digest of one working day: its numbers as they stood. One row a day, so one digest a day."""

    day = models.DateField(unique=True)
    sent_at = models.DateTimeField()
    numbers = models.JSONField(default=dict, help_text="Totals only: no person, no file.")

    class Meta:
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day}"
