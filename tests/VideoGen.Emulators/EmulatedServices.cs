using VideoGen.Emulators.Akool;
using VideoGen.Emulators.Artnex;
using VideoGen.Emulators.Dafty;
using VideoGen.Emulators.Hosting;
using VideoGen.Emulators.OpenAI;
using VideoGen.Emulators.Phantaisia;
using VideoGen.Emulators.Phaseo;

namespace VideoGen.Emulators;

/// <summary>Every emulated service by its name in the catalogue; case does not count.</summary>
public static class EmulatedServices
{
    private const decimal Plenty = 100_000_000;

    public static IReadOnlyDictionary<string, Func<EmulatedAccount, Emulator>> All { get; } = new SortedDictionary<string, Func<EmulatedAccount, Emulator>>(StringComparer.OrdinalIgnoreCase)
    {
        ["Akool"] = account => new AkoolEmulator(Akool(account), account.Time),
        ["Artnex"] = account => new ArtnexEmulator(Artnex(account), account.Time),
        ["Dafty"] = account => new DaftyEmulator(Dafty(account), account.Time),
        ["OpenAI"] = account => new OpenAIEmulator(OpenAI(account), account.Time),
        ["Phantaisia"] = account => new PhantaisiaEmulator(Phantaisia(account), account.Time),
        ["Phaseo"] = account => new PhaseoEmulator(Phaseo(account), account.Time),
    };

    private static AkoolSettings Akool(EmulatedAccount account)
    {
        var settings = new AkoolSettings { Pace = account.Pace };
        return account.IsLarge ? settings with { Balance = Plenty } : settings;
    }

    private static ArtnexSettings Artnex(EmulatedAccount account)
    {
        var settings = new ArtnexSettings { Pace = account.Pace };
        return account.IsLarge ? settings with { Balance = Plenty, RequestsPerDay = int.MaxValue } : settings;
    }

    private static DaftySettings Dafty(EmulatedAccount account)
    {
        var settings = new DaftySettings { Pace = account.Pace };
        settings = account.IsLarge ? settings with { Balance = Plenty } : settings;
        return account.TakesAll ? settings with { MaxInFlight = int.MaxValue, VideoCreatesPerMinute = int.MaxValue } : settings;
    }

    private static OpenAISettings OpenAI(EmulatedAccount account)
    {
        var settings = new OpenAISettings { Pace = account.Pace };
        settings = account.IsLarge ? settings with { Balance = Plenty } : settings;
        return account.TakesAll ? settings with { PollAfter = TimeSpan.FromSeconds(20) } : settings;
    }

    private static PhantaisiaSettings Phantaisia(EmulatedAccount account)
    {
        var settings = new PhantaisiaSettings { Pace = account.Pace };
        settings = account.IsLarge ? settings with { Balance = Plenty } : settings;
        return account.TakesAll ? settings with { MaxInFlight = int.MaxValue } : settings;
    }

    private static PhaseoSettings Phaseo(EmulatedAccount account)
    {
        var settings = new PhaseoSettings { Pace = account.Pace };
        if (account.IsLarge)
        {
            settings.Account.Charges.SetBalance(Plenty);
        }

        return settings;
    }
}
