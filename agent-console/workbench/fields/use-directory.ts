import { useMemo } from "react";
import { useAsk } from "../../wire/use-ask.ts";

export interface Directory {
  people: { id: string; name: string }[];
  departments: { id: string; name: string }[];
  personName(id: string): string | null;
  departmentName(id: string): string | null;
}

/** Names of people and departments; empty until they have come. */
export function useDirectory(): Directory {
  const { data } = useAsk("staff.directory", {});
  return useMemo(() => {
    const people = data?.people ?? [];
    const departments = data?.departments ?? [];
    const name = (list: { id: string; name: string }[], id: string) =>
      list.find((each) => each.id === id)?.name ?? null;
    return {
      people,
      departments,
      personName: (id) => name(people, id),
      departmentName: (id) => name(departments, id),
    };
  }, [data]);
}
