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
from community.models.notices import Notice, NoticeBox
from community.models.rooms import Message, Room, RoomEvent, RoomMember
from community.models.safety import Block, Report

__all__ = [
    "Audience",
    "Block",
    "Board",
    "BoardFollow",
    "BoardPerson",
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
