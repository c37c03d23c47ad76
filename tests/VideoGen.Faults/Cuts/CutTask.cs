using VideoGen.Faults.Audits;
using VideoGen.Faults.Running;

namespace VideoGen.Faults.Cuts;

/// <summary>Cuts of every exchange of every way to submit, and their table.</summary>
internal sealed class CutTask(TextWriter output)
{
    private static readonly CutStage[] Stages = [.. Enum.GetValues<CutStage>().Where(stage => stage < CutStage.RequestByte)];

    private static readonly CutWay[] Ways = Enum.GetValues<CutWay>();

    /// <param name="scenes">What is submitted.</param>
    /// <returns>Every broken promise.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<CutScene> scenes, CutDepth depth, int seed)
    {
        var random = new Random(seed);
        string[] stages = [.. Stages.Select(stage => stage.ToString()), "any byte"];
        var table = new TextTable(["submission", "exchange", .. stages]);
        var broken = new List<string>();
        var sum = new Audit();
        int cuts = 0;
        foreach (CutScene scene in scenes)
        {
            IReadOnlyList<Exchange> exchanges = await new CutTrial(scene).RehearseAsync();
            for (int number = 0; number < exchanges.Count; number++)
            {
                var cells = new Dictionary<string, (int Cuts, Audit Audit)>();
                foreach (Cut cut in Cuts(number, exchanges[number], depth, random))
                {
                    Audit audit = await new CutTrial(scene).RunAsync(cut);
                    foreach (string promise in audit.Broken)
                    {
                        broken.Add($"seed {seed}: {promise}");
                        await output.WriteLineAsync($"  BROKEN: {promise}");
                    }

                    string stage = cut.Stage < CutStage.RequestByte ? cut.Stage.ToString() : stages[^1];
                    (int count, Audit before) = cells.GetValueOrDefault(stage, (0, new Audit()));
                    cells[stage] = (count + 1, before + audit);
                    sum += audit;
                    cuts++;
                }

                table.Add([scene, exchanges[number].Request, .. stages.Select(stage => cells.TryGetValue(stage, out (int Cuts, Audit Audit) cell) ? Cell(cell.Cuts, cell.Audit) : "-")]);
            }
        }

        await output.WriteLineAsync(FormattableString.Invariant(
            $"{cuts} cuts, {sum.Wanted} clips wanted: {sum.Made} made, {sum.Duplicates} twice, {sum.Lost} lost, {sum.Saved} saved, {sum.Damaged} damaged, {sum.Unknown} Unknown ({sum.UnknownNotMade} of them not made)"));
        await output.WriteLineAsync("Cells: clips Unknown in the end, of the cuts there; in brackets those of them that the service had not made. Where nothing else is said, the clip was saved.");
        await output.WriteLineAsync();
        table.WriteTo(output);
        return broken;
    }

    private static string Cell(int cuts, Audit audit) => audit.Unknown == 0
        ? FormattableString.Invariant($"0/{cuts}")
        : FormattableString.Invariant($"{audit.Unknown}/{cuts} ({audit.UnknownNotMade})");

    private static IEnumerable<Cut> Cuts(int number, Exchange exchange, CutDepth depth, Random random)
    {
        CutStage[] stages = [.. Stages];
        random.Shuffle(stages);
        foreach (CutStage stage in stages.Take(depth.Stages ?? stages.Length).Order())
        {
            if (stage == CutStage.NobodyListens)
            {
                if (number == 0)
                {
                    yield return new Cut(number, stage, CutWay.Reset);
                }

                continue;
            }

            foreach (CutWay way in depth.AllWays ? Ways : [Ways[random.Next(Ways.Length)]])
            {
                yield return new Cut(number, stage, way);
            }
        }

        for (int i = 0; i < depth.Bytes; i++)
        {
            yield return new Cut(number, CutStage.RequestByte, Ways[random.Next(Ways.Length)], random.Next(exchange.RequestBytes));
            yield return new Cut(number, CutStage.AnswerByte, Ways[random.Next(Ways.Length)], random.Next(exchange.AnswerBytes));
        }
    }
}
