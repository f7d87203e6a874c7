"""Everything that changes people, profiles and roles; each verb guards itself and leaves its entry."""

from accounts.workflow.accounts import confirm_phone, correct_phone, open_account, register, send_letter
from accounts.workflow.posts import begin_post, end_post
from accounts.workflow.profile import profile_of, save_dependant, save_organisation, save_profile
from accounts.workflow.roles import (
    TRANSITIONS,
    confirm_role_change,
    propose_deactivation,
    propose_end,
    propose_move,
    propose_reactivation,
    propose_role,
    refuse_role_change,
)
from accounts.workflow.safety import (
    note_email_changed,
    note_password_changed,
    note_password_reset,
    note_phone_changed,
)

__all__ = [
    "TRANSITIONS",
    "begin_post",
    "confirm_phone",
    "confirm_role_change",
    "correct_phone",
    "end_post",
    "note_email_changed",
    "note_password_changed",
    "note_password_reset",
    "note_phone_changed",
    "open_account",
    "profile_of",
    "propose_deactivation",
    "propose_end",
    "propose_move",
    "propose_reactivation",
    "propose_role",
    "refuse_role_change",
    "register",
    "save_dependant",
    "save_organisation",
    "save_profile",
    "send_letter",
]
