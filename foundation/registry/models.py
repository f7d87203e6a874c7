"""Number series, receipts of requests that may be repeated, and signs of life."""

from django.db import models


class Series(models.Model):
    """The last number drawn of one series in one year; a row is locked while a number is drawn."""

    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="registry_series_once")]

    def __str__(self):
        return f"{self.name}/{self.year}: {self.last}"


class Receipt(models.Model):
    """What a request with an idempotency key created. `scope` "" belongs to nobody."""

    scope = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    created_id = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="registry_receipt_once")]

    def __str__(self):
        return f"{self.scope} {self.key}"


class Tick(models.Model):
    """When something that must happen again and again was last done, by the database's clock."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.name}: {self.at}"
