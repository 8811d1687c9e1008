import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useMemo } from "react";
import { ActsProvider } from "./keys/acts.tsx";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { FirstLoad, Unreachable } from "./shell/first-load.tsx";
import { useRoute } from "./shell/routes.ts";
import { Shell } from "./shell/shell.tsx";
import { ChoosePassword } from "./sign-in/choose-password.tsx";
import { SignIn } from "./sign-in/sign-in.tsx";
import { LanguageProvider, useLanguage } from "./text/language.tsx";
import { cssVariables, themeIn } from "./theme.ts";
import { SessionProvider, useSession } from "./wire/session.tsx";
import { WireProvider } from "./wire/wire-context.tsx";

export function App() {
  return (
    <LanguageProvider>
      <Dressed />
    </LanguageProvider>
  );
}

function Dressed() {
  const { t } = useLanguage();
  const theme = useMemo(() => themeIn(t), [t]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ErrorBoundary>
        <Notifications position="bottom-left" limit={4} />
        <SessionProvider>
          <Gate />
        </SessionProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

/** Who may see what: a one-time link first, then the sign-in, then the console. */
function Gate() {
  const route = useRoute();
  const { me, isUnreachable, askAgain } = useSession();
  if (route.page === "link") return <ChoosePassword token={route.token} />;
  if (isUnreachable) return <Unreachable onRetry={askAgain} />;
  if (me === undefined) return <FirstLoad />;
  if (me === null) return <SignIn />;
  return (
    <WireProvider>
      <ActsProvider>
        <Shell />
      </ActsProvider>
    </WireProvider>
  );
}
