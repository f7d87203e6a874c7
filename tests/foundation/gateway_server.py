"""A gateway for SMS that speaks the protocol of docs/messages.md on a free port, and can be as unkind as real ones."""

import json
import ssl
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TOKEN = "sandi-gerbang-uji"


class GatewayServer(ThreadingHTTPServer):
    """Listens as long as the `with` lasts.

    `taken`: what was handed over, in order; the same id again is taken once. `answer`: status and headers of the
    next answers. `hold_open`: nobody is answered until the end.
    """

    daemon_threads = True

    def __init__(self, certificate: tuple[Path, Path] | None = None):
        super().__init__(("127.0.0.1", 0), _Desk)
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.taken: list[dict] = []
        self.asked = 0
        self.answer: tuple[int, dict] = (200, {})
        self.hold_open = False
        self.over = Event()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}/kirim?akun=mpp"

    def __enter__(self):
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return super().__enter__()

    def __exit__(self, *exception):
        self.over.set()
        self.shutdown()
        super().__exit__(*exception)

    def handle_error(self, request, client_address):
        """A client that goes away is no news."""


class _Desk(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        server.asked += 1
        if server.hold_open:
            server.over.wait(30)
            return
        status, headers = server.answer
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            status, headers = 401, {}
        elif status == 200 and all(one["id"] != body["id"] for one in server.taken):
            server.taken.append(body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.server.asked += 1
        self.send_error(405)

    def log_message(self, *words):
        """Quiet."""


def self_signed(folder: Path) -> tuple[Path, Path]:
    """(certificate, key) that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    paths = folder / "sertifikat.pem", folder / "kunci.pem"
    pem = serialization.Encoding.PEM
    paths[0].write_bytes(certificate.public_bytes(pem))
    plain = serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return paths
