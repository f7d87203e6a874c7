"""A mail server that keeps the Message-ID of each letter it took, and can leave a sender waiting."""

import re
import socketserver
from contextlib import suppress
from threading import Event, Lock, Thread

MESSAGE_ID = re.compile(rb"^Message-ID: <([^@>]+)@", re.MULTILINE | re.IGNORECASE)


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine as long as the `with` lasts.

    `taken`: the ids in the order in which the letters were taken, repeated where one came again.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Counter)
        self.port = self.server_address[1]
        self.taken: list[str] = []
        self._one_at_a_time = Lock()
        self._let_go = Event()
        self.leave_no_one_waiting()

    def __enter__(self):
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return super().__enter__()

    def __exit__(self, *exception):
        self.leave_no_one_waiting()
        self.shutdown()
        super().__exit__(*exception)

    def leave_waiting(self, letter: int, *, is_taken: bool) -> None:
        """The sender of the n-th letter from now gets no answer; `is_taken`: although it was taken."""
        self._let_go.clear()
        self.someone_waits.clear()
        self._stop_at, self._is_taken = letter, is_taken

    def leave_no_one_waiting(self) -> None:
        self._stop_at, self._is_taken, self.someone_waits = 0, False, Event()
        self._let_go.set()

    def take(self, letter: bytes) -> bool:
        """Whether the letter was taken and its sender is told so."""
        with self._one_at_a_time:
            self._stop_at -= 1
            is_stopped = self._stop_at == 0
            if not is_stopped or self._is_taken:
                self.taken.append(MESSAGE_ID.search(letter)[1].decode())
        if is_stopped:
            self.someone_waits.set()
            self._let_go.wait()
        return not is_stopped


class _Counter(socketserver.StreamRequestHandler):
    """One sender's visit; ends without a word when the sender is gone."""

    def handle(self):
        with suppress(OSError):
            self._answer(b"220 here")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"QUIT":
                    self._answer(b"221 bye")
                    return
                if word == b"DATA":
                    self._answer(b"354 go on")
                    if not self.server.take(self._letter()):
                        return
                self._answer(b"250 well")

    def _answer(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if not line:
            raise OSError("the sender went away in the middle of a letter")
        return b"".join(lines)
