"""Settings by environment. Without DATABASE_URL the file that `./mpp demo` left is read."""

import base64
import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from mpp_portal.logs import logging_for
from mpp_portal.mall import mall
from mpp_portal.rest import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
DEMO_FILE = BASE_DIR / ".mpp" / "demo.env"
if "DATABASE_URL" not in os.environ:
    if not DEMO_FILE.exists():
        raise ImproperlyConfigured(
            "DATABASE_URL belum diatur. Jalankan ./mpp demo lebih dulu atau isi DATABASE_URL."
        )
    env.read_env(str(DEMO_FILE), recurse=False)

# --- The place ---------------------------------------------------------------------------------
MPP_DEMO = env.bool("MPP_DEMO", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-the-demo-and-the-tests" if MPP_DEMO else None)
LOOPBACK = ["localhost", "127.0.0.1", "[::1]", "testserver"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", LOOPBACK if MPP_DEMO else [])
PORTAL_URL = env.str("PORTAL_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
# Networks whose word is taken for where a request came from; nobody else's X-Forwarded-For is read.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", ["127.0.0.1", "::1"])
MALL = mall(env)

# --- Rooms, from the ground up -----------------------------------------------------------------
INSTALLED_APPS = [
    "django_linear_migrations",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    *API_APPS,  # noqa: F405
    "django_structlog",
    "foundation.vault",
    "foundation.registry",
    "foundation.audit",
    "foundation.notifications",
    "foundation.documents",
    "accounts",
    "pages",
    "services",
    "sla",
    "applications",
    "complaints",
    "reports",
    "operations",
    "mpp_portal",
]
MIDDLEWARE = [
    "mpp_portal.middleware.RealAddressMiddleware",
    "mpp_portal.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "mpp_portal.middleware.PagesGZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "mpp_portal.middleware.NotKeptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mpp_portal.kiosk.middleware.KioskMiddleware",
    "mpp_portal.middleware.WriterMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mpp_portal.middleware.BrokenRuleMiddleware",
]
ROOT_URLCONF = "mpp_portal.urls"
WSGI_APPLICATION = "mpp_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["mpp_portal.templatetags.writer"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mpp_portal.context.portal",
            ],
        },
    },
]

# --- Engines: PostgreSQL is the only truth, Redis carries wake-ups and may vanish -------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
DATABASES["default"].update(CONN_MAX_AGE=env.int("CONN_MAX_AGE", 60), CONN_HEALTH_CHECKS=True)
# What a page may wait for; worker and beat are given 60s, commands of manage.py no end (see manage.py).
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=3,
    options=f"-c lock_timeout={env.str('LOCK_TIMEOUT', '2s')} -c statement_timeout={env.str('STATEMENT_TIMEOUT', '5s')}"
    f" -c idle_in_transaction_session_timeout={env.str('IDLE_IN_TRANSACTION_TIMEOUT', '10s')}",
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
}
REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")

# --- Secrets of the vault: "id:base64" (the first seals, all open); never SECRET_KEY ---------------
_demo_key = base64.b64encode(b"demo-and-tests-only-32-bytes-key").decode()
VAULT_KEYS = env.list("VAULT_KEYS", [f"demo:{_demo_key}"] if MPP_DEMO else None)
VAULT_HASH_KEY = env.str("VAULT_HASH_KEY", _demo_key if MPP_DEMO else None)

# --- Documents ------------------------------------------------------------------------------------
DOCUMENT_ROOT = Path(env.str("DOCUMENT_ROOT", str(BASE_DIR / ".mpp" / "documents")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 12
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "foundation.documents.quota.UploadQuota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_BYTES = 26_000_000  # of one request
APPLICATION_MAX_FILES = 30
APPLICATION_MAX_MB = 60
SUBMISSIONS_PER_HOUR = env.int("SUBMISSIONS_PER_HOUR", 5)  # of one account

# --- People and sessions -----------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email", "phone"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "home"
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", "")
SMS_GATEWAY_TOKEN, SMS_GATEWAY_SENDER = env.str("SMS_GATEWAY_TOKEN", ""), env.str("SMS_GATEWAY_SENDER", "")
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
PHONE_CODES_SENT = MPP_DEMO or bool(SMS_GATEWAY_URL)  # else the desk prints them (docs/desk_codes.md)
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # our form adds the phone
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "signup": "accounts.forms.entrance.SignupForm",
    "login": "accounts.forms.entrance.LoginForm",
    "reset_password": "accounts.forms.passwords.ResetPasswordForm",
    "confirm_password_reset_code": "accounts.forms.passwords.ResetCodeForm",
    "reset_password_from_key": "accounts.forms.passwords.NewPasswordForm",
    "set_password": "accounts.forms.passwords.SetPasswordForm",
    "change_password": "accounts.forms.passwords.ChangePasswordForm",
    "reauthenticate": "accounts.forms.passwords.ReauthenticateForm",
    "add_email": "accounts.forms.passwords.AddEmailForm",
    "confirm_email_verification_code": "accounts.forms.passwords.EmailCodeForm",
    "verify_phone": "accounts.forms.passwords.PhoneCodeForm",
}
# A code that proves an address is short to type; the one that gives a password back is long to guess.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
# One e-mail signs in; it is replaced once the new one is proved. Both need the password again.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# By key (account, number), never by address: a hall of sixty people sits behind one.
ACCOUNT_RATE_LIMITS = {
    "change_password": "5/m/user",
    "change_phone": "5/10m/user",
    "manage_email": "10/m/user",
    "reset_password": "5/15m/key",
    "reset_password_from_key": False,
    "signup": False,
    "login": False,
    "login_failed": "10/10m/key",
    "reauthenticate": "10/m/user",
    "confirm_email": "5/5m/key",
    "verify_phone": "5/5m/key",
    "desk_code": "10/10m/key",
    "desk_code_find": "60/10m/key",  # of one officer: nobody harvests numbers and names
}

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mpp_portal.views.csrf_failure"
INSECURE_LOOPBACK = MPP_DEMO or DEBUG
SESSION_COOKIE_SECURE = not INSECURE_LOOPBACK
CSRF_COOKIE_SECURE = not INSECURE_LOOPBACK
SECURE_SSL_REDIRECT = not INSECURE_LOOPBACK
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^api/"]  # the API refuses plain HTTP itself
SECURE_HSTS_SECONDS = 0 if INSECURE_LOOPBACK else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not INSECURE_LOOPBACK
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    # Preloading binds every name below the city's domain for years: the city decides that, not its portal.
    "security.W021",
    # allauth expects the phone among ACCOUNT_SIGNUP_FIELDS; there it would forbid mandatory e-mail verification.
    "account.W001",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- Language and time: stored in UTC, shown in the mall's own zone ------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "Asia/Jakarta")
FORMAT_MODULE_PATH = ["mpp_portal.formats"]

# --- The clock's settings (design: warned once at this share of the working time) -----------------------
COUNT_CUTI_BERSAMA_AS_WORKING = env.bool("COUNT_CUTI_BERSAMA_AS_WORKING", False)
SLA_WARN_SHARE = env.str("SLA_WARN_SHARE", "0.75")
LAPSE_AFTER_DAYS = env.int("LAPSE_AFTER_DAYS", 30)
PERMIT_NUMBER_FORMAT = env.str("PERMIT_NUMBER_FORMAT", "500.16.7/{seq:03d}/{agency}/{roman_month}/{year}")

# --- Mail ---------------------------------------------------------------------------------------------
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_USER", ""), env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", str(BASE_DIR / ".mpp" / "mail"))
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{MALL['short_name']} <tidak-membalas@localhost>")

# --- Static files and logs ----------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / ".mpp" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = logging_for(env.str("LOG_FORMAT", "console" if MPP_DEMO else "json"), env.str("LOG_LEVEL", "INFO"))
# A task's beginning and end are told by Celery itself.
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL = DJANGO_STRUCTLOG_CELERY_TASK_SUCCESS_LOG_LEVEL = 10  # DEBUG
