using VideoGen.Cmdlets.Progress;

namespace VideoGen.Tests.Progress;

public sealed class CostSumTests
{
    private readonly CostSum _sum = new();

    [Fact]
    public void CostSum_NothingKnown_IsEmpty()
    {
        _sum.Add(null, isSoFar: true);
        _sum.Add(new VideoCost(0, "credits", Charged: true), isSoFar: true);

        Assert.Equal("", _sum.ToString());
    }

    [Fact]
    public void CostSum_PartOfIt_IsSaidOfAll()
    {
        _sum.Add(new VideoCost(20, "credits", Charged: true), isSoFar: true);
        _sum.Add(new VideoCost(40, "credits", Charged: true), isSoFar: false);

        Assert.Equal("20 of 60 credits", _sum.ToString());
    }

    [Fact]
    public void CostSum_AnEstimateAmongCharges_IsAbout()
    {
        _sum.Add(new VideoCost(20, "credits", Charged: true), isSoFar: true);
        _sum.Add(new VideoCost(1.25m, "credits", Charged: false), isSoFar: true);
        Assert.Equal("about 21.25 credits", _sum.ToString());

        _sum.Remove(new VideoCost(1.25m, "credits", Charged: false), isSoFar: true);
        Assert.Equal("20 credits", _sum.ToString());
    }

    [Fact]
    public void CostSum_SeveralUnits_AreSummedApart()
    {
        _sum.Add(new VideoCost(0.4m, "USD", Charged: true), isSoFar: true);
        _sum.Add(new VideoCost(20, "Credits", Charged: true), isSoFar: true);
        _sum.Add(new VideoCost(20, "credits", Charged: true), isSoFar: false);

        Assert.Equal("20 of 40 Credits and 0.4 USD", _sum.ToString());
    }
}
