// Tells how far a reading is, without a reload; when it has ended the page says how.
const job = document.getElementById("job");

async function ask() {
  const answer = await fetch(job.dataset.address);
  if (!answer.ok) return;
  const now = await answer.json();
  if (now.state !== "running") { location.reload(); return; }
  job.querySelector(".reading").textContent = job.dataset.reading.replace("{done}", now.done).replace("{total}", now.total);
  job.querySelector(".current").textContent = now.name;
  job.querySelector("progress").value = now.done;
  job.querySelector(".statements").textContent = now.statements;
  job.querySelector(".aside").textContent = now.aside;
  setTimeout(ask, 600);
}

if (job && job.dataset.state === "running") setTimeout(ask, 400);
