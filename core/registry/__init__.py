"""What high rooms offer to low ones, registered in `apps.ready()`, a module for each kind of offer.

So the lower rooms show what the higher rooms hold without importing them. `add_…` is called when the site starts; the
rest is asked while it runs.
"""

from core.registry.after_restore import Lasting, add_lasting, lasting
from core.registry.database_proofs import Proof, add_proof, proofs
from core.registry.demo_removal import add_demo_remains, after_demo_remains, demo_remains
from core.registry.desk import DeskQueue, add_desk, desk_for, has_desk
from core.registry.housekeeping import Chore, add_chore, chores
from core.registry.listings import ListedPage, Listing, add_listing, add_places, is_listed, listings, places
from core.registry.menu import MenuEntry, MenuLink, add_links, add_menu, add_numbers, links_for, menu_for, numbers_for
from core.registry.personal_data import add_personal_data, erasers, exporters
from core.registry.socket_topics import add_topic, may_follow
from core.registry.today import (
    Asked,
    AtOnce,
    FirstStep,
    Idea,
    TodayItem,
    Workplace,
    add_first_steps,
    add_ideas,
    add_today,
    add_workplaces,
    first_steps_of,
    ideas_for,
    today_for,
    workplaces_of,
)

__all__ = [
    "Asked",
    "AtOnce",
    "Chore",
    "DeskQueue",
    "FirstStep",
    "Idea",
    "Lasting",
    "ListedPage",
    "Listing",
    "MenuEntry",
    "MenuLink",
    "Proof",
    "TodayItem",
    "Workplace",
    "add_chore",
    "add_demo_remains",
    "add_desk",
    "add_first_steps",
    "add_ideas",
    "add_lasting",
    "add_links",
    "add_listing",
    "add_menu",
    "add_numbers",
    "add_personal_data",
    "add_places",
    "add_proof",
    "add_today",
    "add_topic",
    "add_workplaces",
    "after_demo_remains",
    "chores",
    "demo_remains",
    "desk_for",
    "erasers",
    "exporters",
    "first_steps_of",
    "has_desk",
    "ideas_for",
    "is_listed",
    "lasting",
    "links_for",
    "listings",
    "may_follow",
    "menu_for",
    "numbers_for",
    "places",
    "proofs",
    "today_for",
    "workplaces_of",
]
