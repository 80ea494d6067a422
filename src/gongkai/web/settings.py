"""Django's settings. Everything that differs between installations is a `GONGKAI_*` variable of `environment.py`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from gongkai.web import keys
from gongkai.web.environment import BadSetting, value

DATA: Path = value("GONGKAI_DATA")
KEYS_FILE: Path = value("GONGKAI_KEYS") or DATA / "keys.json"
KEYS = keys.read_or_make(KEYS_FILE)
CALENDARS: Path = value("GONGKAI_CALENDARS") or DATA / "calendars"
SECRET_KEY = KEYS.session
DEBUG: bool = value("GONGKAI_DEBUG")
ALLOWED_HOSTS = list(value("GONGKAI_HOSTS"))
ADDRESS: str = value("GONGKAI_ADDRESS").rstrip("/")
COUNTY: str = value("GONGKAI_COUNTY")
EMBLEM = value("GONGKAI_EMBLEM")
SITE_NUMBER: str = value("GONGKAI_SITE_NUMBER")
FRAME_SECONDS = 5  # how old the head of a portal page may be: the names of the county and its organs
DUE_THRESHOLDS: tuple[int, int] = value("GONGKAI_DUE_DAYS")
WORKER: str = value("GONGKAI_WORKER")

GONGKAI_APPS = [
    "gongkai.web.audit",
    "gongkai.web.organs",
    "gongkai.web.accounts",
    "gongkai.web.files",
    "gongkai.web.messages",
    "gongkai.web.disclosure",
    "gongkai.web.search",
    "gongkai.web.applications",
    "gongkai.web.oversight",
    "gongkai.web.annual_reports",
    "gongkai.web.patterns",
    "gongkai.web.portal",
    "gongkai.web.workbench",
    "gongkai.web.print",
    "gongkai.web.api",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    *GONGKAI_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.web.organs.calendars.Calendars",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.web.accounts.middleware.SessionLimits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gongkai.web.urls"
WSGI_APPLICATION = "gongkai.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.portal.site.site",
                "gongkai.web.workbench.desk.desk",
            ],
            "builtins": ["gongkai.web.patterns.templatetags.patterns"],
        },
    }
]
FORM_RENDERER = "gongkai.web.patterns.forms.Renderer"
MESSAGE_TAGS = {10: "", 20: "", 25: "ok", 30: "warn", 40: "bad"}  # the kinds of a notice

# Records
_database: dict[str, Any] = dict(value("GONGKAI_DATABASE_URL"))
if _database["ENGINE"].endswith("sqlite3"):
    _database["NAME"] = Path(_database["NAME"] or DATA / "gongkai.sqlite3")
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
    _database |= {"CONN_MAX_AGE": 60}  # opening the file reads the whole schema, at each request otherwise
else:
    _database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "gongkai.web.accounts.authentication.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_DAYS: int = value("GONGKAI_PASSWORD_DAYS")
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "gongkai.web.accounts.passwords.LengthValidator",
        "OPTIONS": {"shortest": value("GONGKAI_PASSWORD_LENGTH")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name", "phone", "email")},
    },
    {"NAME": "gongkai.web.accounts.passwords.VarietyValidator"},
]
LOGIN_URL = "workbench:log-in"
LOGIN_REDIRECT_URL = "/workbench/"
LOGOUT_REDIRECT_URL = "/workbench/log-in/"
SESSION_COOKIE_AGE = 60 * value("GONGKAI_SESSION_MINUTES")
SESSION_HOURS: int = value("GONGKAI_SESSION_HOURS")
SESSIONS: int = value("GONGKAI_SESSIONS")
SESSION_COOKIE_NAME = "gongkai_session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
TOTP_ROLES: tuple[str, ...] = value("GONGKAI_TOTP_ROLES")
AXES_FAILURE_LIMIT = value("GONGKAI_LOGIN_FAILURES")
AXES_COOLOFF_TIME = timedelta(minutes=value("GONGKAI_LOGIN_PAUSE_MINUTES"))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_CALLABLE = "gongkai.web.accounts.authentication.locked_out"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "gongkai.web.accounts.authentication.client_address"
PROXIES: int = value("GONGKAI_PROXIES")

# On the wire
_https: bool = value("GONGKAI_HTTPS")
SECURE_SSL_REDIRECT = _https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SECURE_HSTS_SECONDS = 31536000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [ADDRESS] if _https else []
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src-attr": ["'unsafe-inline'"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
_collected = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _collected

# Files and messages
MEGABYTE = 1024 * 1024
FILE_LIMIT: int = value("GONGKAI_FILE_MEGABYTES") * MEGABYTE
CASE_LIMIT: int = value("GONGKAI_CASE_MEGABYTES") * MEGABYTE
FILES: str = value("GONGKAI_FILES")
S3 = {part: value(f"GONGKAI_S3_{part.upper()}") for part in ("endpoint", "bucket", "key", "secret")}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * MEGABYTE
FILE_UPLOAD_TEMP_DIR = None
EMAIL_HOST: str = value("GONGKAI_EMAIL_HOST")
EMAIL_PORT: int = value("GONGKAI_EMAIL_PORT")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL and bool(EMAIL_HOST)
EMAIL_HOST_USER: str = value("GONGKAI_EMAIL_USER")
EMAIL_HOST_PASSWORD: str = value("GONGKAI_EMAIL_PASSWORD")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = value("GONGKAI_EMAIL_FROM") or EMAIL_HOST_USER
SMS: str = value("GONGKAI_SMS")
SMS_GATEWAY = {part: value(f"GONGKAI_SMS_{part.upper()}") for part in ("endpoint", "key", "secret", "sign", "template")}
QUIET_HOURS: tuple[str, str] = value("GONGKAI_QUIET_HOURS")

# Channels and search
WECHAT: str = value("GONGKAI_WECHAT").rstrip("/")
WEIBO: str = value("GONGKAI_WEIBO").rstrip("/")
SEARCH: str = value("GONGKAI_SEARCH")
SEARCH_INDEX = DATA / "search"
if SEARCH == "postgresql" and _database["ENGINE"].endswith("sqlite3"):
    raise BadSetting("GONGKAI_SEARCH 为 postgresql 时，GONGKAI_DATABASE_URL 也须是 PostgreSQL。")

# Language and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
