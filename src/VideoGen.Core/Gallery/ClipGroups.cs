namespace VideoGen.Gallery;

/// <summary>Finds the clips that are worth seeing side by side: those of one name or of one prompt, letter case aside.</summary>
internal static class ClipGroups
{
    /// <summary>The same cards, those of a group with its number. Who shares a name with one and a prompt with another brings them together.</summary>
    public static IReadOnlyList<GalleryCard> Number(IReadOnlyList<GalleryCard> cards)
    {
        int[] first = [.. Enumerable.Range(0, cards.Count)];
        int Root(int index)
        {
            while (first[index] != index)
            {
                index = first[index] = first[first[index]];
            }

            return index;
        }

        foreach (Func<GalleryCard, string?> trait in new Func<GalleryCard, string?>[] { card => card.Name, card => card.Prompt })
        {
            var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (int index = 0; index < cards.Count; index++)
            {
                if (cards[index].Source is not null && trait(cards[index]) is { } value && !seen.TryAdd(value, index))
                {
                    first[Root(index)] = Root(seen[value]);
                }
            }
        }

        ILookup<int, int> members = Enumerable.Range(0, cards.Count).ToLookup(Root);
        return [.. cards.Select((card, index) => members[Root(index)].Skip(1).Any() ? card with { Group = Root(index) } : card)];
    }
}
