import { Button, Code, CopyButton, Modal, Stack, Text } from "@mantine/core";
import { useLanguage } from "../text/language.tsx";

export interface Once {
  title: string;
  hint: string;
  text: string;
}

/** A link or a secret that nobody can be shown again. */
export function ShownOnce({ once, onClose }: { once: Once | null; onClose(): void }) {
  const { t } = useLanguage();
  return (
    <Modal opened={once !== null} onClose={onClose} title={once?.title} closeOnClickOutside={false}>
      {once !== null && (
        <Stack gap="sm">
          <Text size="sm">{once.hint}</Text>
          <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {once.text}
          </Code>
          <CopyButton value={once.text}>
            {({ copied, copy }) => (
              <Button data-autofocus onClick={copy}>
                {copied ? t.common.copied : t.common.copy}
              </Button>
            )}
          </CopyButton>
        </Stack>
      )}
    </Modal>
  );
}
