import { Tabs } from "@mantine/core";
import { Page } from "../shell/page.tsx";
import { type AdminTab, adminTabs, go } from "../shell/routes.ts";
import { useLanguage } from "../text/language.tsx";
import { Departments } from "./departments.tsx";
import { People } from "./people.tsx";
import { Storefronts } from "./storefronts.tsx";

export default function Admin({ tab }: { tab: AdminTab }) {
  const { t } = useLanguage();
  return (
    <Page title={t.admin.title}>
      <Tabs
        value={tab}
        onChange={(value) => go({ page: "admin", tab: value as AdminTab })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {adminTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t.admin[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <People />
        </Tabs.Panel>
        <Tabs.Panel value="departments">
          <Departments />
        </Tabs.Panel>
        <Tabs.Panel value="storefronts">
          <Storefronts />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
