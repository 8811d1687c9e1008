import { Badge, Button, Table, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import type { PersonRow } from "../../backend/contract/queries/office.ts";
import { IconPlus } from "../shell/icons.tsx";
import { NotLoaded, Waiting } from "../shell/page.tsx";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import classes from "./admin.module.css";
import { PersonForm } from "./person-form.tsx";
import { type Once, ShownOnce } from "./shown-once.tsx";

export function People() {
  const { t } = useLanguage();
  const asked = useAsk("staff.list", {});
  const departments = useAsk("staff.directory", {}).data?.departments ?? [];
  const [edited, setEdited] = useState<PersonRow | "new" | null>(null);
  const [once, setOnce] = useState<Once | null>(null);
  if (asked.isPending) return <Waiting />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  const { people } = asked.data;
  const nameOf = (id: string) => departments.find((each) => each.id === id)?.name ?? "";
  /** The link leads back to this server; an answer with a bare path is completed with our own origin. */
  const showLink = (name: string, link: string) =>
    setOnce({
      title: t.admin.linkTitle,
      hint: t.admin.linkHint(name),
      text: new URL(link, location.origin).href,
    });

  return (
    <>
      <Button mb="md" size="xs" leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
        {t.admin.invite}
      </Button>
      {people.length <= 1 && (
        <Text c="dimmed" mb="sm">
          {t.admin.noPeople}
        </Text>
      )}
      <div className={classes.frame}>
        <Table verticalSpacing="xs" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.admin.name}</Table.Th>
              <Table.Th visibleFrom="sm">{t.admin.role}</Table.Th>
              <Table.Th visibleFrom="sm">{t.admin.departments}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{t.admin.change}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map((person) => (
              <Table.Tr key={person.personId} data-off={!person.isActive || undefined}>
                <Table.Td>
                  {person.name}{" "}
                  {!person.isActive && (
                    <Badge size="sm" color="gray" variant="light" tt="none">
                      {t.admin.shutOut}
                    </Badge>
                  )}
                  <Text size="xs" c="dimmed">
                    {person.email}
                    {!person.hasPassword && ` · ${t.admin.noPassword}`}
                  </Text>
                  <Text size="xs" hiddenFrom="sm">
                    {[t.words.roles[person.role], ...person.departmentIds.map(nameOf)].join(" · ")}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm">{t.words.roles[person.role]}</Table.Td>
                <Table.Td visibleFrom="sm">{person.departmentIds.map(nameOf).join(", ")}</Table.Td>
                <Table.Td className={classes.end}>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t.common.labelled(t.admin.change, person.name)}
                    onClick={() => setEdited(person)}
                  >
                    {t.admin.change}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {edited !== null && (
        <PersonForm
          person={edited === "new" ? null : edited}
          departments={departments}
          onClose={() => setEdited(null)}
          onLink={showLink}
        />
      )}
      <ShownOnce once={once} onClose={() => setOnce(null)} />
    </>
  );
}
