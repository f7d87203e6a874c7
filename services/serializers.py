"""Agencies as an app reads them."""

from rest_framework import serializers


class AgencyShape(serializers.Serializer):
    code = serializers.SlugField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    has_counter = serializers.BooleanField(help_text="Whether it has a counter in this building.")
