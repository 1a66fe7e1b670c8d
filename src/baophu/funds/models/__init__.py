"""Tables of money, by room: `dues`, `money`, `voluntary`."""

from baophu.funds.models.dues import Due as Due
from baophu.funds.models.dues import Telling as Telling
