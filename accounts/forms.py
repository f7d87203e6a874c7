from allauth.account.forms import LoginForm, SignupForm  # noqa: F401
