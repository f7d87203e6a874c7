"""Every form says for whom it was drawn: `{% csrf_token %}` also draws the mark of the account."""

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mpp_portal.expired import WRITER, writer_of

register = template.Library()


class WriterNode(CsrfTokenNode):
    def render(self, context):
        token = super().render(context)
        user = getattr(getattr(context, "request", None), "user", None)
        mark = writer_of(user) if token and user is not None else ""
        if not mark:
            return token
        return SafeString(token) + format_html('<input type="hidden" name="{}" value="{}">', WRITER, mark)


@register.tag
def csrf_token(parser, token):
    return WriterNode()
