import { Avatar } from "@mantine/core";

/** "Mei Tanaka" -> "MT", "林小雨" -> "小雨": how each script shortens a name. */
function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.trim().slice(-2);
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

/** A person as a circle; the name stands beside it or in the button around it. */
export function Face({ name, size = 30 }: { name: string; size?: number }) {
  return (
    <Avatar size={size} radius="xl" color="brand" variant="light" aria-hidden>
      {initials(name) || "?"}
    </Avatar>
  );
}
