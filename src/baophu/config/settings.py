"""The one settings module; everything that differs between places comes from `BAOPHU_*`."""

from __future__ import annotations

import secrets
from pathlib import Path

from baophu.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(environment.text("BAOPHU_HOME", "var")).absolute()
HOME.mkdir(parents=True, exist_ok=True)
EVIDENCE = Path(environment.text("BAOPHU_EVIDENCE", str(HOME / "evidence"))).absolute()
RUNS = HOME / "runs"
MEMORY_LIMIT_MB = environment.whole("BAOPHU_MEMORY_MB", 2000, least=256, most=1_000_000)
THREADS = environment.whole("BAOPHU_THREADS", 2, least=1, most=256)
MAX_FILE_MB = environment.whole("BAOPHU_MAX_FILE_MB", 256, least=1, most=4096)
DEBUG = environment.yes("BAOPHU_DEBUG", False)
PROVINCE = environment.text("BAOPHU_PROVINCE", "42")


def _secret_key() -> str:
    """The key from the settings, else one made once and kept readable by its owner alone."""
    given = environment.text("BAOPHU_SECRET_KEY")
    if given:
        return given
    file = HOME / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return file.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.text("BAOPHU_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in environment.text("BAOPHU_ORIGINS").split(",") if o]
HTTPS = environment.yes("BAOPHU_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = environment.whole("BAOPHU_SESSION_HOURS", 8, least=1, most=72) * 3600
SESSION_IDLE_SECONDS = environment.whole("BAOPHU_SESSION_IDLE_MINUTES", 60, least=5, most=1440) * 60
SECOND_STEP_ROLES = frozenset(r for r in environment.text("BAOPHU_SECOND_STEP_ROLES").split(",") if r)
PROXIES = environment.whole("BAOPHU_PROXIES", 0, least=0, most=5)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bootstrap",
    "baophu.places",
    "baophu.access",
    "baophu.jobs",
    "baophu.lawbook",
    "baophu.register",
    "baophu.intake",
    "baophu.linkage",
    "baophu.funds",
    "baophu.coverage",
    "baophu.plan",
    "baophu.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "baophu.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "baophu.web.people.sessions.sessions_end",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "baophu.web.middleware.content_security_policy",
    "baophu.web.middleware.refusals",
]
ROOT_URLCONF = "baophu.config.urls"
WSGI_APPLICATION = "baophu.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "baophu.web.context.frame",
            ]
        },
    }
]
DATABASES = {"default": environment.database(environment.text("BAOPHU_DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "web:sign-in"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "web:sign-in"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 400 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # no collectstatic step: assets are read from the packages that ship them
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
