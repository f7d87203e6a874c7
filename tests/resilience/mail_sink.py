"""A mail server of the real protocol (aiosmtpd) that counts what it takes, and can be slow or fall silent."""

import asyncio
import email
import email.policy
import socket
from email.message import EmailMessage
from threading import Event

from aiosmtpd.controller import Controller


class MailSink:
    """Listens on a free port as long as the `with` lasts.

    `letters`: all it took, in order. `pause`: seconds before each answer to a letter.
    """

    def __init__(self, pause: float = 0):
        self.letters: list[EmailMessage] = []
        self.pause = pause
        self.someone_waits = Event()
        self._stop_at = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self._server.start()
        return self

    def __exit__(self, *exception):
        self._server.stop(no_assert=True)

    def leave_waiting(self, letter: int) -> None:
        """The n-th letter from now is taken, and its sender never told so."""
        self.someone_waits.clear()
        self._stop_at = letter

    def ids(self) -> list[str]:
        """The own part of each Message-ID, repeated where a letter came again."""
        return [letter["Message-ID"].strip("<>").partition("@")[0] for letter in self.letters]

    async def handle_DATA(self, server, session, envelope) -> str:
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self._stop_at -= 1
        if self._stop_at == 0:
            self.someone_waits.set()
            await asyncio.sleep(3600)  # ends when the sender is gone
        await asyncio.sleep(self.pause)
        return "250 taken"
