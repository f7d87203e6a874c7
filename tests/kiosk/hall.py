"""A screen in the hall, and who stands before it."""

from django.test import Client

from mpp_portal.kiosk import mode


def screen(user=None) -> Client:
    """A browser that an officer made a screen of the hall."""
    client = Client()
    client.cookies[mode.COOKIE] = "1"
    if user is not None:
        client.force_login(user)
        client.get("/kiosk/")
    return client


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
