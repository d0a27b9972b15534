"""The one settings file of Django; everything a person may change comes from the environment."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from trifecta.config import logging
from trifecta.config.environment import read

env = read(os.environ)

# What is ours.
TRIFECTA_DATA_DIR = env.data_dir
TRIFECTA_MASTER_KEY = env.master_key
TRIFECTA_BASE_URL = env.base_url
TRIFECTA_DEMO = env.demo
TRIFECTA_SIGNUP = env.signup
TRIFECTA_READER = env.reader
TRIFECTA_ENCODER = env.encoder

SECRET_KEY = env.secret_key
DEBUG = env.debug
ALLOWED_HOSTS = env.allowed_hosts
CSRF_TRUSTED_ORIGINS = [env.base_url]
CSRF_FAILURE_VIEW = "trifecta.web.views.errors.not_from_here"
DATABASES = {"default": env.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "trifecta.web",  # first, so that its templates come before those of allauth
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "trifecta.apps.records",
    "trifecta.apps.people",
    "trifecta.apps.notices",
    "trifecta.apps.checkins",
    "trifecta.apps.tensions",
    "trifecta.apps.compromise",
    "trifecta.apps.situations",
    "trifecta.apps.calibration",
    "trifecta.apps.systems",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "trifecta.web.middleware.PrivatePages",
    "trifecta.web.middleware.ErrorPages",
    "trifecta.web.middleware.SentAgain",
]

ROOT_URLCONF = "trifecta.config.urls"
WSGI_APPLICATION = "trifecta.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "trifecta.web.context.product",
            ],
            "builtins": ["trifecta.web.templatetags.addresses"],
        },
    },
]

# Accounts.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["trifecta.web.backends.Accounts"]
PASSWORD_HASHERS = ["trifecta.config.hashers.QueuedPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "demo:people" if env.demo else "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "trifecta.web.accounts.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "trifecta.web.forms.accounts.NameForm"
FORMS = "trifecta.web.forms.signing_in"
ACCOUNT_FORMS = {
    "login": f"{FORMS}.LoginForm",
    "signup": f"{FORMS}.SignupForm",
    "add_email": f"{FORMS}.AddEmailForm",
    "change_password": f"{FORMS}.ChangePasswordForm",
    "set_password": f"{FORMS}.SetPasswordForm",
    "reset_password": f"{FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{FORMS}.ResetPasswordKeyForm",
    "reauthenticate": f"{FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{FORMS}.AuthenticateForm",
    "reauthenticate": f"{FORMS}.ReauthenticateCodeForm",
    "activate_totp": f"{FORMS}.ActivateTOTPForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "trifecta.web.accounts.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Trifecta: "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or env.base_url.startswith("http://localhost")
MFA_TOTP_ISSUER = "Trifecta"
MFA_TOTP_TOLERANCE = 1  # a code counts half a minute longer: people type slowly, and clocks differ
MFA_ADAPTER = "trifecta.web.accounts.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an installation may have no mail, and needs a second step too
SOCIALACCOUNT_ADAPTER = "trifecta.web.accounts.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the one provider is the company's own
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "company",
                    "name": env.oidc.name,
                    "client_id": env.oidc.client_id,
                    "secret": env.oidc.client_secret,
                    "settings": {"server_url": env.oidc.issuer},
                }
            ]
        }
    }
    if env.oidc
    else {}
)

# Sessions and cookies.
SECURE = env.base_url.startswith("https://")
SESSION_ENGINE = "trifecta.apps.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Transport and content.
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.trust_proxy else None
USE_X_FORWARDED_HOST = env.trust_proxy
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.trust_proxy)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([env.oidc.issuer] if env.oidc else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500  # estimates of 40 options in 6 stages, by 8 kinds of people

# Words, time, files.
LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = env.time_zone
STATIC_URL = "/static/"
STATIC_ROOT = env.data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Background work, cache, mail.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "records_cache",
        "KEY_FUNCTION": "trifecta.config.cache_keys.unreadable",
    }
}
EMAIL_BACKEND = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}[env.mail.backend]
EMAIL_HOST = env.mail.host
EMAIL_PORT = env.mail.port
EMAIL_HOST_USER = env.mail.user
EMAIL_HOST_PASSWORD = env.mail.password
EMAIL_USE_TLS = env.mail.use_tls
EMAIL_USE_SSL = env.mail.use_ssl
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = env.mail.folder or None
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_from

LOGGING = logging.configuration(env.log_level)
