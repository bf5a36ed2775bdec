from community.models.appeals import Appeal
from community.models.forum import (
    Audience,
    Board,
    BoardFollow,
    BoardPerson,
    Mention,
    Post,
    PostDraft,
    PostVersion,
    Reaction,
    Topic,
    TopicReader,
)
from community.models.notices import Digest, Notice, NoticeBox
from community.models.rooms import Message, Room, RoomEvent, RoomMember
from community.models.safety import Block, Report

__all__ = [
    "Appeal",
    "Audience",
    "Block",
    "Board",
    "BoardFollow",
    "BoardPerson",
    "Digest",
    "Mention",
    "Message",
    "Notice",
    "NoticeBox",
    "Post",
    "PostDraft",
    "PostVersion",
    "Reaction",
    "Report",
    "Room",
    "RoomEvent",
    "RoomMember",
    "Topic",
    "TopicReader",
]
