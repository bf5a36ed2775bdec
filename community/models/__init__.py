from community.models.appeals import Appeal
from community.models.blocks import Block
from community.models.forum.boards import Audience, Board, BoardFollow, BoardPerson
from community.models.forum.drafts import PostDraft
from community.models.forum.posts import Mention, Post, PostVersion, Reaction
from community.models.forum.topics import Topic, TopicReader
from community.models.notices import Digest, Notice, NoticeBox
from community.models.reports import Report
from community.models.rooms import Message, Room, RoomEvent, RoomMember

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
