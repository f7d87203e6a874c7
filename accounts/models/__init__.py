from accounts.models.codes import DeskCode
from accounts.models.offices import (
    MALL_ROLES,
    TIER_ROLES,
    Agency,
    Membership,
    Region,
    Role,
    RoleChange,
    role_label,
)
from accounts.models.people import CitizenProfile, Dependant, Organisation, User

__all__ = [
    "MALL_ROLES",
    "TIER_ROLES",
    "Agency",
    "CitizenProfile",
    "Dependant",
    "DeskCode",
    "Membership",
    "Organisation",
    "Region",
    "Role",
    "RoleChange",
    "User",
    "role_label",
]
