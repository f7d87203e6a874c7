"""The project's only custom signals: a timer says that its moment has come, its owner acts.

Sent with `timer_id` and `now`, each in no transaction; receivers open their own and check "still due"
themselves. A receiver answers True when it acted.
"""

from django.dispatch import Signal

timer_warned = Signal()
timer_rang = Signal()
