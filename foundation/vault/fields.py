"""Model fields whose column holds ciphertext. They cannot be searched, ordered or set by QuerySet.update()."""

import json
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from foundation.vault.crypto import seal, unseal


class Sealed(bytes):
    """Ciphertext as read from the database, not opened yet."""


class SealedAttribute:
    """Opens the value at first access, when the row it belongs to is known."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        data = instance.__dict__
        if self.field.attname not in data:
            instance.refresh_from_db(fields=[self.field.attname])
        value = data[self.field.attname]
        if isinstance(value, Sealed):
            value = self.field.from_plain(unseal(value, self.field.place(instance)))
            data[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text kept as AES-GCM ciphertext bound to table, column and primary key (which must be known before saving)."""

    descriptor_class = SealedAttribute

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def get_default(self):
        return self.default() if callable(self.default) else ("" if not self.has_default() else self.default)

    def _check_str_default_value(self):
        return []  # The default is the plain value, not the column's bytes.

    def place(self, instance) -> str:
        return f"{self.model._meta.db_table}:{self.column}:{instance.pk}"

    def to_plain(self, value) -> bytes:
        return str(value).encode()

    def from_plain(self, plain: bytes):
        return plain.decode()

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    def pre_save(self, instance, add):
        value = instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        if instance.pk is None:
            raise ValueError(
                f"{self.model.__name__} needs its primary key before {self.attname} can be sealed."
            )
        return Sealed(seal(self.to_plain(value), self.place(instance)))

    def get_db_prep_save(self, value, connection):
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.attname} is sealed: set it on the row and save the row.")
        return super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, obj):
        raise TypeError(f"{self.attname} is sealed and is not serialised.")


class SealedJSONField(SealedTextField):
    """A JSON value (dict or list of plain values; dates and decimals become text) kept as ciphertext."""

    def get_default(self):
        return self.default() if callable(self.default) else {}

    def to_plain(self, value) -> bytes:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode()

    def from_plain(self, plain: bytes):
        return json.loads(plain, parse_float=Decimal)
