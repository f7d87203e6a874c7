from django import template

from accounts.validators import mask_nik, show_phone

register = template.Library()


@register.filter
def address(text: str) -> str:
    """An e-mail as it is, a phone number as people read it."""
    return text if "@" in text else show_phone(text)


@register.filter
def masked(number: str) -> str:
    """NIK or KK: only the last four digits are shown."""
    return mask_nik(number)
