// The page's own words. The conversation comes from the program, in the reader's language.

const WORDS = {
  vi: {
    demo: "Bản dùng thử", add_person: "Thêm người", phones: "Các điện thoại", close: "Đóng",
    other_language: "EN", change_language: "English", set_clock: "Đặt giờ dùng thử",
    plus_hour: "+1 giờ", plus_day: "+1 ngày", set: "Đặt",
    clock_note: "Giờ Việt Nam của bản dùng thử. Chỉ đi tới, không đi lùi; chạy lại với --fresh để bắt đầu từ đầu.",
    forward: "Đồng hồ chỉ đi tới. Xin chọn thời điểm muộn hơn.",
    clock_failed: "Chưa đặt được giờ. Xin thử lại.",
    offline: "Mất kết nối. Tin nhắn được giữ lại và sẽ tự gửi khi có kết nối.",
    whose_phone: "Mở điện thoại của ai?", search: "Tìm theo tên, tổ, xã", all: "Tất cả",
    head: "Tổ trưởng", officer: "Cán bộ xã", office: "Phòng giao dịch", council: "Thành viên Hội đồng",
    admin: "Quản trị viên", stranger: "Người lạ", stranger_note: "Số lạ, không có trong danh sách",
    joined: "đã tham gia", nobody: "Không tìm thấy ai.", open: "đang mở",
    invitation: "Lời mời tham gia", invitation_note: "{name} chưa tham gia. Mã mời chỉ dùng một lần.",
    open_invitation: "Mở lời mời", close_phone: "Cất điện thoại", commands: "Các lệnh",
    write: "Nhắn tin", send: "Gửi", waiting: "đang chờ gửi", delivered: "đã gửi",
    refused: "không gửi được", newer: "Tin mới", none_open: "Chưa mở điện thoại nào.",
    talk: "Cuộc trò chuyện với {name}",
    typing: "đang trả lời", messages: "{n} tin chưa đọc",
  },
  en: {
    demo: "Demo", add_person: "Add a person", phones: "Phones", close: "Close",
    other_language: "VI", change_language: "Tiếng Việt", set_clock: "Set the demo clock",
    plus_hour: "+1 hour", plus_day: "+1 day", set: "Set",
    clock_note: "The demo's time, in Viet Nam. It only moves forward; start with --fresh to begin again.",
    forward: "The clock only moves forward. Please choose a later moment.",
    clock_failed: "The clock could not be set. Please try again.",
    offline: "No connection. Messages are kept and will be sent by themselves.",
    whose_phone: "Whose phone?", search: "Search by name, group, commune", all: "All",
    head: "Group head", officer: "Commune officer", office: "Transaction office", council: "Council member",
    admin: "Administrator", stranger: "Stranger", stranger_note: "An unknown number, not on the roster",
    joined: "joined", nobody: "Nobody found.", open: "open",
    invitation: "Invitation to join", invitation_note: "{name} has not joined yet. The code works once.",
    open_invitation: "Open invitation", close_phone: "Put the phone away", commands: "Commands",
    write: "Message", send: "Send", waiting: "waiting", delivered: "sent",
    refused: "could not be sent", newer: "New messages", none_open: "No phone is open.",
    talk: "Conversation with {name}",
    typing: "answering", messages: "{n} unread",
  },
};

const KEPT = "thidua.words";
let chosen = localStorage.getItem(KEPT) ?? (navigator.language.startsWith("vi") ? "vi" : "en");
if (!(chosen in WORDS)) chosen = "vi";

export const language = () => chosen;

export function w(key, fields = {}) {
  return WORDS[chosen][key].replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}

/** Writes the words into every element below `root` that names some. */
export function write(root = document) {
  for (const element of root.querySelectorAll("[data-w]")) element.textContent = w(element.dataset.w);
  for (const element of root.querySelectorAll("[data-w-hint]")) element.placeholder = w(element.dataset.wHint);
  for (const element of root.querySelectorAll("[data-w-label]")) {
    element.title = w(element.dataset.wLabel);
    element.setAttribute("aria-label", element.title);
  }
}

export function toggle() {
  chosen = chosen === "vi" ? "en" : "vi";
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
  write();
}
