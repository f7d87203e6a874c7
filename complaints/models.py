"""Complaint categories of two levels, in one code space."""

from django.db import models


class Category(models.Model):
    """What a complaint is about; children name the agency and the class that answer it."""

    code = models.SlugField(max_length=60, unique=True)
    label = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    response_class = models.CharField(max_length=40, blank=True)
    response_class_label = models.CharField(max_length=120, blank=True)
    max_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Working days to answer.")
    examples = models.TextField(blank=True)
    confidential = models.BooleanField(
        default=False, help_text="Suggest keeping the reporter's identity secret."
    )
    origin = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.label
