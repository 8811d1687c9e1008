import { ActionIcon, Button, FileButton, Group, Popover, TextInput, Tooltip } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { IconPhoto, IconPlus, IconTemplate } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { keepTemplate } from "./templates.ts";

interface Props {
  text: string;
  onFiles(files: File[]): void;
  onTemplates(): void;
}

const accepted = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";

export function ComposerTools({ text, onFiles, onTemplates }: Props) {
  const { t } = useLanguage();
  const [isNaming, setNaming] = useState(false);
  const [name, setName] = useState("");

  function keep(event: FormEvent) {
    event.preventDefault();
    const word = name.trim().replaceAll(/\s+/g, "-");
    if (word === "") return;
    keepTemplate(word, text.trim());
    setName("");
    setNaming(false);
  }
  return (
    <>
      <FileButton multiple accept={accepted} onChange={onFiles}>
        {(props) => (
          <Tooltip label={t.conversation.attach}>
            <ActionIcon {...props} variant="subtle" color="gray" size="lg" aria-label={t.conversation.attach}>
              <IconPhoto />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
      {text.trim() === "" ? (
        <Tooltip label={`${t.conversation.templates} (/)`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t.conversation.templates}
            onClick={onTemplates}
          >
            <IconTemplate />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Popover opened={isNaming} onChange={setNaming} position="top-start" trapFocus>
          <Popover.Target>
            <Tooltip label={t.conversation.saveTemplate}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t.conversation.saveTemplate}
                onClick={() => setNaming(true)}
              >
                <IconPlus />
              </ActionIcon>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown>
            <form onSubmit={keep}>
              <Group gap="xs" align="flex-end">
                <TextInput
                  size="xs"
                  label={t.conversation.templateName}
                  maxLength={40}
                  value={name}
                  onChange={(event) => setName(event.currentTarget.value)}
                />
                <Button size="xs" type="submit" disabled={name.trim() === ""}>
                  {t.common.save}
                </Button>
              </Group>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </>
  );
}
