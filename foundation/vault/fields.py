"""Model fields whose column holds ciphertext; they cannot be searched, or set by QuerySet.update()."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from foundation.vault.crypto import is_current, seal, unseal


class Sealed(bytes):
    """Ciphertext as read from the database, not opened yet."""


class SealedAttribute:
    """Opens the value at first access, when the row it belongs to is known."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        data, name = instance.__dict__, self.field.attname
        if name not in data:
            instance.refresh_from_db(fields=[name])
        value = data[name]
        if isinstance(value, Sealed):
            place = self.field.place(instance)
            data[self.field.kept] = (place, value)
            value = data[name] = self.field.from_plain(unseal(value, place))
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """Text kept as AES-GCM ciphertext bound to table, column and primary key (known before the row is saved).

    A value that was read and not changed is written back as the same bytes, unless a newer key seals now.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def kept(self) -> str:
        """Where a row remembers the ciphertext its value came from: (place, Sealed)."""
        return f"_{self.attname}_sealed"

    def get_default(self):
        if not self.has_default():
            return self.empty_plain()
        return self.default() if callable(self.default) else self.default

    def empty_plain(self):
        return ""

    def _check_str_default_value(self):
        return []  # The default is the plain value, not the column's bytes.

    def place(self, instance) -> str:
        return f"{self.model._meta.db_table}:{self.column}:{instance.pk}"

    def to_plain(self, value) -> bytes:
        return str(value).encode()

    def from_plain(self, plain: bytes):
        return plain.decode()

    def to_python(self, value):
        return value  # BinaryField would read text as base64.

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    def pre_save(self, instance, add):
        data = instance.__dict__
        value = data[self.attname] if self.attname in data else getattr(instance, self.attname)
        if value is None:
            return None
        if instance.pk is None:
            raise ValueError(
                f"{self.model.__name__} needs its primary key before {self.attname} can be sealed."
            )
        place = self.place(instance)
        if isinstance(value, Sealed):
            unseal(value, place)  # A row saved under another key would carry a value that never opens again.
            return value
        plain = self.to_plain(value)
        kept_place, sealed = data.get(self.kept, (None, None))
        if kept_place != place or not is_current(sealed) or unseal(sealed, place) != plain:
            sealed = Sealed(seal(plain, place))
            data[self.kept] = (place, sealed)
        return sealed

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

    def empty_plain(self):
        return {}

    def to_plain(self, value) -> bytes:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode()

    def from_plain(self, plain: bytes):
        return json.loads(plain)
