from accounts.permissions import manages_people, prints_desk_codes


def sets_kiosks(user) -> bool:
    """Whoever sits in the hall where the screens stand, and the administrators."""
    return prints_desk_codes(user) or manages_people(user)
