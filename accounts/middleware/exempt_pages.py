"""URL names: pages that change how one signs in, pages open without a second factor, and posts without the rules."""

from typing import Final

SECURITY: Final = frozenset(
    {
        "account_change_password",
        "account_email",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_remove_webauthn",
    }
)
WITHOUT_FACTOR: Final = SECURITY | {
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "line",  # the socket refuses with a code of its own
}
# Where somebody may POST before they have accepted the rules: accepting them, signing out and securing the account,
# taking or deleting their data, marking as read, language and theme; and reporting what harms others.
WITHOUT_RULES: Final = WITHOUT_FACTOR | {
    "accounts:accept_rules",
    "accounts:data",
    "accounts:delete",
    "accounts:end_mails",
    "accounts:language",
    "accounts:notices",
    "api-1:read",
    "api-1:read_notices",
    "community:read_all",
    "community:read_one",
    "community:report_this",
    "core:bring_back",
    "core:keep",
    "core:theme",
    "core:throw_away",
    "mfa_reauthenticate_webauthn",
}
