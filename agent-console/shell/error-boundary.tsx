import { Component, type ReactNode } from "react";
import { useLanguage } from "../text/language.tsx";
import { Blank } from "./blank.tsx";

interface Props {
  children: ReactNode;
}

/** What breaks on one pane leaves the others standing. */
export class ErrorBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    console.error(error);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return <Broken onReload={() => this.setState({ isBroken: false })} />;
  }
}

function Broken({ onReload }: { onReload(): void }) {
  const { t } = useLanguage();
  return (
    <Blank
      title={t.common.errors.title}
      hint={t.common.errors.hint}
      action={{ label: t.common.errors.reload, run: onReload }}
      isAlarm
    />
  );
}
